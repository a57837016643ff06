/* [data-print]: a button that prints the page; without JavaScript it stays hidden. */
export default function printButton(button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
