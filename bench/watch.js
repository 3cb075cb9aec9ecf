// Times a chart in the page: from the first press of a key or a mouse to its last new mark.
// `drawn` stays null until the chart of this name has changed and then kept still for `quiet` ms.
({ name, quiet }) => {
    const said = () => {
        const chart = [...document.querySelectorAll('[role="graphics-document"]')].find(
            (one) => one.getAttribute("aria-label") === name,
        )
        const marks = chart ? [...chart.querySelectorAll('[role="graphics-symbol"]')] : []
        if (!marks.length) return null
        return chart.textContent + marks.map((mark) => mark.getAttribute("aria-label")).join()
    }
    const watch = { drawn: null }
    let seen = said()
    let pressed = null
    let timer = null
    const press = () => (pressed ??= performance.now())
    const events = ["pointerdown", "keydown"]
    events.forEach((kind) => document.addEventListener(kind, press, { capture: true }))
    const observer = new MutationObserver(() => {
        const now = said()
        if (pressed === null || now === null || now === seen) return
        const taken = performance.now() - pressed
        seen = now
        clearTimeout(timer)
        timer = setTimeout(() => {
            observer.disconnect()
            events.forEach((kind) => document.removeEventListener(kind, press, { capture: true }))
            watch.drawn = taken
        }, quiet)
    })
    observer.observe(document.body, {
        subtree: true, childList: true, characterData: true, attributes: true,
    })
    window.benchWatch = watch
}
