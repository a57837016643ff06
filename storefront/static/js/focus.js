/* [data-focus]: where the reader should be when the page opens, such as the list of what needs mending. */
export default function focus(element) {
  element.focus();
}
