// A lamp for each event that the page names: its count, and a flash when it comes.
document.addEventListener("DOMContentLoaded", () => {
  for (const lamp of document.querySelectorAll("[data-event]")) {
    const name = lamp.dataset.event
    const count = document.createElement("b")
    lamp.append(name.replace("htmx:", ""), count)
    let seen = 0
    document.addEventListener(name, () => {
      count.textContent = ++seen
      lamp.classList.add("lit")
      lamp.animate([{ filter: "brightness(1.6)" }, { filter: "none" }], 500)
    })
  }
})
