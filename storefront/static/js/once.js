/* form[data-once]: a second press while the first is on its way does nothing, and the button shows that it is. */
export default function once(form) {
  let sent = false;

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (sent) return event.preventDefault();
    sent = true;
    busy(event.submitter, true);
  });

  // Coming back with the back button brings the page as it was left.
  addEventListener("pageshow", () => {
    sent = false;
    form.querySelectorAll(".is-busy").forEach((button) => busy(button, false));
  });

  function busy(button, is) {
    button?.classList.toggle("is-busy", is);
    is ? button?.setAttribute("aria-disabled", "true") : button?.removeAttribute("aria-disabled");
  }
}
