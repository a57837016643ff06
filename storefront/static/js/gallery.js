/* [data-gallery]: the dots follow the picture in sight, and a dot brings its picture without leaving the place. */
export default function gallery(element) {
  const row = element.querySelector("[data-gallery-row]");
  const dots = [...element.querySelectorAll(".gallery-dot")];
  const items = [...row.children];

  const watcher = new IntersectionObserver(
    (seen) => seen.filter((one) => one.isIntersecting).forEach((one) => mark(items.indexOf(one.target))),
    { root: row, threshold: 0.6 },
  );
  items.forEach((item) => watcher.observe(item));

  dots.forEach((dot, at) =>
    dot.addEventListener("click", (event) => {
      event.preventDefault();
      row.scrollTo({ left: items[at].offsetLeft - row.offsetLeft });
    }),
  );

  function mark(at) {
    dots.forEach((dot, number) => (number === at ? dot.setAttribute("aria-current", "true") : dot.removeAttribute("aria-current")));
  }
}
