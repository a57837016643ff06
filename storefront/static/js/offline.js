/* <html data-words-offline="…">: says when the signal is gone and when it is back, and keeps a page for that moment. */
export default function offline(root) {
  const version = document.querySelector("script[data-version]")?.dataset.version;
  if ("serviceWorker" in navigator && isSecureContext && version) navigator.serviceWorker.register(`/service-worker.js?v=${version}`);

  let toast = null;
  addEventListener("offline", () => say(root.dataset.wordsOffline));
  addEventListener("online", () => toast && say(root.dataset.wordsOnline, 3000));
  if (!navigator.onLine) say(root.dataset.wordsOffline);

  function say(words, forMs = 0) {
    toast?.remove();
    toast = document.body.appendChild(document.createElement("p"));
    toast.className = "toast";
    toast.setAttribute("role", "status");
    toast.textContent = words;
    const mine = toast;
    if (forMs) setTimeout(() => mine.remove(), forMs);
  }
}
