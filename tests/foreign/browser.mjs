// Says what Chromium makes of the application's page at an address: what it heard, where its form led.
import {chromium} from 'playwright-core'

const [url, executablePath] = process.argv.slice(2)
// Chromium's sandbox does not start for root.
const args = process.getuid() === 0 ? ['--no-sandbox'] : []
const browser = await chromium.launch({executablePath, args})
try {
    const page = await browser.newPage()
    page.on('pageerror', (error) => console.log(`error ${error.message}`))
    await page.goto(url)
    console.log(`title ${await page.title()}`)
    await page.locator('#events li').nth(2).waitFor()
    await page.locator('#said li').first().waitFor()
    console.log(`said ${await page.locator('#said li').allTextContents()}`)
    console.log(`events ${await page.locator('#events li').allTextContents()}`)
    await page.fill('input', 'Ada')
    await page.click('button')
    await page.locator('#who').waitFor()
    console.log(`at ${new URL(page.url()).pathname} of the link ${new URL(page.url()).origin === new URL(url).origin}`)
    console.log(`who ${(await page.locator('#who').textContent()).split(' ')[0]}`)
} finally {
    await browser.close()
}
