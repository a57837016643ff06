/* [data-money]: thousands get their point while typing, and the cursor stays where it was. Short forms such as 25rb stay. */
export default function money(input) {
  input.addEventListener("input", show);
  show();

  function show() {
    if (/[^\d. ]/.test(input.value)) return;
    const digitsBefore = input.value.slice(0, input.selectionStart).replace(/\D/g, "").length;
    const digits = input.value.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
    const shown = digits.replace(/\B(?=(\d{3})+$)/g, ".");
    if (shown === input.value) return;
    input.value = shown;
    if (document.activeElement === input) placeCursor(digitsBefore);
  }

  function placeCursor(digitsBefore) {
    let at = 0;
    for (let seen = 0; seen < digitsBefore && at < input.value.length; at += 1) if (/\d/.test(input.value[at])) seen += 1;
    input.setSelectionRange(at, at);
  }
}
