/* [data-forget] on a form, such as signing out: half-written forms leave this phone with it. */
import { removeAll } from "./draft.js";

export default function forget(form) {
  form.addEventListener("submit", removeAll);
}
