/* One photo to one address, with its progress; waits for the signal and tries again before it gives up. */
const PAUSES_MS = [2000, 5000, 15000, 30000];

export async function send(url, photo, name, token, { progress, waiting }) {
  for (const pause of [...PAUSES_MS, null]) {
    const answer = await attempt(url, photo, name, token, progress);
    if (answer) return answer;
    if (pause === null) return { error: "" };
    waiting();
    await signal(pause);
  }
}

/* Resolves with the shop's answer, or with null when it could not be reached. */
function attempt(url, photo, name, token, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrf_token", token);
    body.append("photo", photo, name);
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded, event.total));
    request.addEventListener("load", () => done(result(request)));
    request.addEventListener("error", () => done(null));
    request.addEventListener("timeout", () => done(null));
    request.send(body);
  });
}

function result(request) {
  if (request.status >= 200 && request.status < 300) return request.response ?? {};
  if (request.status >= 500) return null;
  return { error: request.response?.error ?? "" };
}

function signal(pause) {
  return new Promise((done) => {
    const timer = setTimeout(done, pause);
    addEventListener("online", () => (clearTimeout(timer), done()), { once: true });
  });
}
