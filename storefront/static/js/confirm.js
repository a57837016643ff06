/* form[data-confirm="question"]: asks before it is sent. data-confirm-no holds the words that lead back. */
export default function confirm(form) {
  let agreed = false;

  form.addEventListener("submit", (event) => {
    if (agreed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(event.submitter);
  }, { capture: true });

  function ask(submitter) {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    const words = dialog.appendChild(document.createElement("p"));
    words.className = "dialog-words";
    words.textContent = form.dataset.confirm;
    const buttons = dialog.appendChild(document.createElement("div"));
    buttons.className = "dialog-buttons";
    const no = add(buttons, "button button-second", form.dataset.confirmNo || "×");
    const yes = add(buttons, "button", submitter?.textContent.trim() || "OK");
    no.addEventListener("click", () => dialog.close());
    yes.addEventListener("click", () => {
      agreed = true;
      dialog.close();
      form.requestSubmit(submitter ?? undefined);
      agreed = false;
    });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  }

  function add(parent, classes, text) {
    const button = parent.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = classes;
    button.textContent = text;
    return button;
  }
}
