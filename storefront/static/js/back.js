/* a[data-back]: goes back to the page before, with what was typed there, when there is one in this shop. */
export default function back(link) {
  link.addEventListener("click", (event) => {
    if (!document.referrer.startsWith(location.origin)) return;
    event.preventDefault();
    history.back();
  });
}
