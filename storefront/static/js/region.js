/* select[data-region-of="province"]: shows only the regencies of the province chosen in the field of that id.
   The regencies stand in one <optgroup> a province, its label the province's name: that list works alone as well. */
export default function region(select) {
  const province = document.getElementById(select.dataset.regionOf);
  const groups = [...select.querySelectorAll("optgroup")];
  if (!province || !groups.length) return;

  province.addEventListener("change", () => show(true));
  show(false);

  function show(clear) {
    const name = province.selectedOptions[0]?.textContent.trim() ?? "";
    const mine = groups.filter((group) => group.label === name);
    groups.forEach((group) => group.remove());
    select.append(...(mine.length ? mine : groups));
    const isOutside = select.selectedOptions[0]?.closest("optgroup") && !mine.includes(select.selectedOptions[0].closest("optgroup"));
    if (clear && (isOutside || select.selectedIndex < 0 || mine.length)) select.selectedIndex = 0;
  }
}
