/* [data-submit-on-change]: a choice or a quantity sends its form by itself; the button for those without JavaScript goes. */
const PAUSE_MS = 500;

export default function submitOnChange(input) {
  let pause = 0;
  input.form?.querySelectorAll("[data-only-without-script]").forEach((button) => (button.hidden = true));
  input.addEventListener("change", () => {
    clearTimeout(pause);
    pause = setTimeout(() => input.form.requestSubmit(), input.type === "number" ? PAUSE_MS : 0);
  });
}
