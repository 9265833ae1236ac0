// What the page asks of the proxy. Every answer is an object; one that failed has a sentence and `failed: true`.

const UNREACHABLE = "ro-p2p does not answer. Is it still running? Start it again and reload this page.";

export const ask = (path) => call(path, {});

export const tell = (path, body = {}) =>
  call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Ro-P2p": "1" },
    body: JSON.stringify(body),
  });

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    return { failed: true, sentence: UNREACHABLE };
  }
  const answer = (await response.json().catch(() => null)) ?? {};
  if (response.ok) return answer;
  return { ...answer, failed: true, sentence: answer.sentence ?? `ro-p2p refused that (HTTP ${response.status}).` };
}
