/* button[data-show-password="id"]: lets people see what they type; data-hide-words is what it says meanwhile. */
export default function password(button) {
  const input = document.getElementById(button.dataset.showPassword);
  const show = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const visible = input.type === "password";
    input.type = visible ? "text" : "password";
    button.textContent = visible ? button.dataset.hideWords : show;
    button.setAttribute("aria-pressed", String(visible));
  });
}
