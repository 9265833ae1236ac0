/* Calls of the coordinator's API with the admin's token. */
const ROOT = '/api/v1/';
const KEPT = 'ro-p2p-admin-token';

/** What a call was refused with; its message is a sentence for people. */
export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

/** Kept until the tab is closed, and by no other tab. */
export const token = {
  get: () => sessionStorage.getItem(KEPT) ?? '',
  set: (text) => sessionStorage.setItem(KEPT, text),
  clear: () => sessionStorage.removeItem(KEPT),
};

/** The answer to a call as an object. */
export async function call(method, path, body) {
  let response;
  try {
    response = await fetch(ROOT + path, {
      method,
      headers: { Authorization: 'Bearer ' + token.get() },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
    });
  } catch (e) {
    throw new Refused(0, 'The coordinator does not answer: it may be restarting, or the network is down.');
  }
  let answer = {};
  try {
    answer = await response.json();
  } catch (e) {
    if (response.ok) {
      throw new Refused(response.status, 'The coordinator answered something that is not JSON.');
    }
  }
  if (!response.ok) {
    throw new Refused(response.status, answer.detail ?? 'Refused with HTTP status ' + response.status + '.');
  }
  return answer;
}
