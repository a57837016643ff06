/* form[data-autosave="key"]: what is typed stays on this phone until the shop has it.

   data-autosave-version is what the shop last stored (a time will do): once it changes, a draft that was sent has arrived
   and goes. One that was never sent is put back at once, or only offered when the shop's own words have changed since.
   Words: data-words-restored, data-words-offer, data-words-use, data-words-drop. Passwords and files are never kept. */
import { read, remove, write } from "./draft.js";

const PAUSE_MS = 400;
const NEVER = new Set(["password", "file", "hidden", "submit", "button"]);

export default function autosave(form) {
  const key = `${form.dataset.autosave}`;
  const version = form.dataset.autosaveVersion ?? "";
  const hasErrors = form.querySelector("[aria-invalid]") !== null;
  let pause = 0;

  const draft = read(key);
  const isStored = draft?.sent && draft.version !== version;
  if (!draft || hasErrors || isStored || !differs(draft.values)) remove(key);
  else if (draft.sent || draft.version !== version) offer(draft);
  else restore(draft);

  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE_MS);
  });
  form.addEventListener("submit", () => keep(true));
  addEventListener("pagehide", () => pause && keep());

  function keep(sent = false) {
    clearTimeout(pause);
    pause = 0;
    write(key, { values: values(), version, sent });
  }

  function controls() {
    return [...form.elements].filter((control) => control.name && !NEVER.has(control.type) && !("noKeep" in control.dataset));
  }

  function values() {
    return controls().map((control) => [control.name, control.value, control.checked ?? null]);
  }

  function differs(kept) {
    return JSON.stringify(kept) !== JSON.stringify(values());
  }

  function put(kept) {
    const unused = [...kept];
    controls().forEach((control) => {
      const choice = control.type === "radio" || control.type === "checkbox";
      const at = unused.findIndex(([name, value]) => name === control.name && (!choice || value === control.value));
      if (at < 0) return;
      const [, value, checked] = unused.splice(at, 1)[0];
      choice ? (control.checked = checked) : (control.value = value);
      control.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  function restore(draft) {
    const before = values();
    put(draft.values);
    say(form.dataset.wordsRestored, [[form.dataset.wordsDrop, () => (put(before), forget())]]);
  }

  function offer(draft) {
    say(form.dataset.wordsOffer, [
      [form.dataset.wordsUse, () => put(draft.values)],
      [form.dataset.wordsDrop, forget],
    ]);
  }

  function forget() {
    clearTimeout(pause);
    pause = 0;
    remove(key);
  }

  function say(words, choices) {
    if (!words) return;
    const notice = document.createElement("div");
    notice.className = "notice notice-info";
    notice.setAttribute("role", "status");
    const box = notice.appendChild(document.createElement("div"));
    box.className = "notice-words";
    box.appendChild(document.createElement("p")).textContent = words;
    const buttons = box.appendChild(document.createElement("p"));
    buttons.className = "buttons";
    choices.forEach(([text, act]) => {
      const button = buttons.appendChild(document.createElement("button"));
      button.type = "button";
      button.className = "button button-second";
      button.textContent = text;
      button.addEventListener("click", () => (act(), notice.remove()));
    });
    form.prepend(notice);
  }
}
