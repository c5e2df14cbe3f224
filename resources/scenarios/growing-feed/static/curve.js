// Draws the number of elements in the page over the last minute.
const counts = []
setInterval(() => {
  counts.push(document.getElementsByTagName("*").length)
  if (counts.length > 120) counts.shift()
  const top = Math.max(200, ...counts)
  document.getElementById("nodes").textContent = counts.at(-1)
  document.querySelector("#curve polyline").setAttribute(
    "points", counts.map((count, i) => `${i * 2},${58 - 56 * count / top}`).join(" "))
}, 500)
