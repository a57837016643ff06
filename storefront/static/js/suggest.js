/* form[data-suggest="/search/suggest"]: what might be meant, under the search box, by arrow keys or a touch. */
const PAUSE_MS = 150;
const LEAST = 2;

export default function suggest(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("div");
  list.className = "suggest";
  list.id = `${input.id}-suggest`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  form.append(list);
  Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" }).forEach(
    ([name, value]) => input.setAttribute(name, value),
  );
  let pause = 0;
  let asked = "";

  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event);
    if (event.key === "Enter" && chosen()) go(event);
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });

  async function ask() {
    const text = input.value.trim();
    if (text.length < LEAST) return close();
    asked = text;
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(text)}`);
      if (answer.ok && asked === text) show(await answer.json());
    } catch {
      close();
    }
  }

  function show(found) {
    list.replaceChildren(...found.map(line));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function line({ label, url }, at) {
    const link = document.createElement("a");
    Object.assign(link, { href: url, textContent: label, id: `${list.id}-${at}`, tabIndex: -1 });
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  }

  function move(event) {
    const links = [...list.children];
    if (list.hidden || !links.length) return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = links.at((links.indexOf(chosen()) + step + (chosen() || step > 0 ? 0 : 1)) % links.length);
    links.forEach((link) => link.setAttribute("aria-selected", String(link === next)));
    input.setAttribute("aria-activedescendant", next.id);
  }

  function chosen() {
    return list.querySelector("[aria-selected=true]");
  }

  function go(event) {
    event.preventDefault();
    location.assign(chosen().href);
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}
