// Says what an EventSource sees: "open", "TYPE ID DATA", "error"; closes it after the event "end".
import {EventSource} from 'eventsource'

const source = new EventSource(process.argv[2])
const tell = (event) => console.log(`${event.type} ${event.lastEventId} ${event.data}`)
source.onopen = () => console.log('open')
source.onerror = () => console.log('error')
source.onmessage = tell
source.addEventListener('tick', tell)
source.addEventListener('end', (event) => {
    tell(event)
    source.close()
})
