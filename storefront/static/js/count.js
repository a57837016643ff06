/* [data-count="200"]: how much has been written of what there is room for. */
export default function count(input) {
  const most = Number(input.dataset.count);
  const line = document.createElement("p");
  line.className = "count";
  line.setAttribute("aria-hidden", "true");
  input.closest(".field").append(line);
  input.addEventListener("input", show);
  show();

  function show() {
    line.textContent = `${input.value.length}/${most}`;
    line.classList.toggle("is-over", input.value.length > most);
  }
}
