/* [data-quantity]: a button to take one less and one to take one more, within the limits of the field. */
export default function quantity(element) {
  const input = element.querySelector("input");
  const buttons = [...element.querySelectorAll("[data-step]")];

  buttons.forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      input.value = within(Number(input.value || input.min) + Number(button.dataset.step));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
  input.addEventListener("change", show);
  show();

  function within(number) {
    return Math.min(Math.max(number, Number(input.min || 1)), Number(input.max || 99));
  }

  function show() {
    buttons.forEach((button) => (button.disabled = within(Number(input.value) + Number(button.dataset.step)) === Number(input.value)));
  }
}
