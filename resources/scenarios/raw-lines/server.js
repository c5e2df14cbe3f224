import { get } from "swapscope"

// By hand, as one would write it on a bad day.
const stream = [
  "id: 1", "data: <li><b>1</b> a good event</li>", "",
  "id: 2", "data: <li><b>2</b> an event", "of two lines</li>", "",
  "retry: 60000", "",
  "id: 3", "data: <li><b>3</b> an event", "data: of two good lines</li>", "",
  "event: done", "data: bye", "", "",
].join("\r\n")

get("/lines", () => ({ headers: { "Content-Type": "text/event-stream" }, body: stream }))
