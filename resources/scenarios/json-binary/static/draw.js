function drawDegrees(degrees) {
  document.querySelector("#degrees b").textContent = `${degrees} °C`
  document.querySelector("#degrees meter").value = degrees
}

// One byte a square: 0 is clear sky, 255 a thick cloud.
function drawSky(buffer) {
  const context = document.getElementById("sky").getContext("2d")
  const picture = context.createImageData(24, 12)
  new Uint8Array(buffer).forEach((cloud, i) => {
    picture.data.set([70 + cloud * 0.7, 130 + cloud * 0.45, 215 + cloud * 0.15, 255], i * 4)
  })
  context.putImageData(picture, 0, 0)
}
