/* [data-uploader]: each photo picked is shown at once, made small, and sent alone, so that one lost signal costs one photo.
   The words and the address come from parts/uploader.html, which also says what the shop must answer. */
import { send } from "./send.js";
import { shrink } from "./shrink.js";

export default function uploader(element) {
  const { uploadUrl, most } = element.dataset;
  const words = (name) => element.dataset[`words${name}`];
  const list = element.querySelector("[data-uploader-list]");
  const add = element.querySelector(".uploader-add");
  const input = add.querySelector("input[type=file]");
  const status = element.querySelector("[data-uploader-status]");
  const token = () => input.form.querySelector("[name=csrf_token]")?.value ?? "";
  let line = Promise.resolve();

  add.classList.add("is-live");
  element.querySelector("[data-uploader-face]").hidden = false;
  input.addEventListener("change", () => {
    [...input.files].forEach(take);
    input.value = "";
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest(".uploader-remove");
    if (button) removePhoto(event, button);
  });
  refresh();

  function take(file) {
    if (count() >= Number(most)) return say(words("Full"));
    const item = preview(file);
    line = line.then(() => deliver(item, file));
  }

  async function deliver(item, file) {
    if (!item.isConnected) return;
    item.classList.add("is-sending");
    item.classList.remove("is-failed");
    const bar = stateOf(item, words("Sending"), "progress");
    const answer = await send(uploadUrl, await shrink(file), file.name, token(), {
      progress: (done, whole) => Object.assign(bar, { value: done, max: whole }),
      waiting: () => say(stateText(item, words("Waiting"))),
    });
    item.classList.remove("is-sending");
    "error" in answer ? failed(item, file, answer.error) : arrived(item, answer);
  }

  function arrived(item, { src, remove_url: removeUrl, advice }) {
    item.querySelector(".uploader-state")?.remove();
    if (src) item.querySelector("img").src = src;
    item.querySelector(".uploader-remove").setAttribute("formaction", removeUrl ?? "");
    if (advice) {
      const line = item.appendChild(document.createElement("p"));
      line.className = "uploader-advice";
      line.textContent = advice;
    }
    say(advice ?? "");
  }

  function failed(item, file, error) {
    item.classList.add("is-failed");
    const again = stateOf(item, error || words("Failed"), "button");
    say(error || words("Failed"));
    if (error) return again.remove();
    Object.assign(again, { type: "button", className: "button button-second", textContent: words("Retry") });
    again.addEventListener("click", () => (line = line.then(() => deliver(item, file))));
  }

  async function removePhoto(event, button) {
    event.preventDefault();
    const item = button.closest(".uploader-item");
    const url = button.getAttribute("formaction");
    if (url) {
      const body = new FormData();
      body.append("csrf_token", token());
      const answer = await fetch(url, { method: "POST", body }).catch(() => null);
      if (!answer?.ok) return say(words("Failed"));
    }
    item.remove();
    refresh();
  }

  function preview(file) {
    const item = document.createElement("li");
    item.className = "uploader-item";
    const image = item.appendChild(document.createElement("img"));
    image.alt = file.name;
    image.addEventListener("error", () => image.removeAttribute("src"));
    image.src = URL.createObjectURL(file);
    const button = item.appendChild(document.createElement("button"));
    Object.assign(button, { type: "button", className: "uploader-remove" });
    button.append(sign("x"), hidden(words("Remove")));
    add.before(item);
    refresh();
    return item;
  }

  function stateOf(item, text, tag) {
    stateText(item, text);
    const state = item.querySelector(".uploader-state");
    state.querySelector(tag)?.remove();
    const control = state.appendChild(document.createElement(tag));
    if (tag === "progress") control.className = "progress-bar";
    return control;
  }

  function stateText(item, text) {
    let state = item.querySelector(".uploader-state");
    if (!state) {
      state = item.appendChild(document.createElement("div"));
      state.className = "uploader-state";
      state.appendChild(document.createElement("span"));
    }
    if (state.firstChild.textContent !== text) state.replaceChildren(state.firstChild, ...state.querySelectorAll("progress"));
    state.firstChild.textContent = text;
    return text;
  }

  function sign(name) {
    const one = add.querySelector("svg").cloneNode(true);
    one.setAttribute("class", "icon icon-s");
    const use = one.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${name}`));
    return one;
  }

  function hidden(text) {
    const span = document.createElement("span");
    span.className = "for-ears";
    span.textContent = text;
    return span;
  }

  function count() {
    return list.querySelectorAll(".uploader-item").length;
  }

  function refresh() {
    add.hidden = count() >= Number(most);
  }

  function say(text) {
    status.textContent = text;
  }
}
