// The proxy's state twice a second. A stream that breaks or falls silent is opened again, and whoever listens is told.

const SILENCE_MS = 3500; // seven states that did not come
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4000;

/** `onState(state)` with each state, `onLost()` once when none comes any more. */
export function follow(path, onState, onLost) {
  let source = null;
  let silence = 0;
  let pause = FIRST_PAUSE_MS;
  let lost = false;

  function open() {
    source = new EventSource(path);
    source.onmessage = (message) => {
      pause = FIRST_PAUSE_MS;
      lost = false;
      listen();
      onState(JSON.parse(message.data));
    };
    source.onerror = broken;
    listen();
  }

  function listen() {
    clearTimeout(silence);
    silence = setTimeout(broken, SILENCE_MS);
  }

  function broken() {
    clearTimeout(silence);
    source.close();
    if (!lost) {
      lost = true;
      onLost();
    }
    setTimeout(open, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }

  open();
}
