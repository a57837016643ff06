/* Where half-written forms are kept on this phone. Nothing older than two weeks is given back. */
const PREFIX = "draft:";
const KEEP_MS = 14 * 24 * 3600 * 1000;

export function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + key));
    return draft && Date.now() - draft.at < KEEP_MS ? draft : null;
  } catch {
    return null;
  }
}

export function write(key, draft) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ ...draft, at: Date.now() }));
  } catch {
    // The phone has no room left or forbids it: the form still works, it is only not kept.
  }
}

export function remove(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept either.
  }
}

export function removeAll() {
  try {
    Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .forEach((key) => localStorage.removeItem(key));
  } catch {
    // Nothing was kept either.
  }
}
