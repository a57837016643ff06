/* [data-copy="text"]: puts the text on the clipboard and says so with the words of data-copied for a moment. */
const SHOWN_MS = 2000;

export default function copy(button) {
  const words = button.querySelector("span") ?? button;
  const before = words.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    words.textContent = button.dataset.copied || before;
    setTimeout(() => (words.textContent = before), SHOWN_MS);
  });
}
