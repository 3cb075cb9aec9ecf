// The keys of the wall, heard wherever nobody is typing.
export default function ({ data, setTriggerValue }) {
    const typing = "input, textarea, select, [contenteditable], [role=combobox], [role=dialog]"
    const hear = event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        if (event.target.closest && event.target.closest(typing)) return
        if (document.querySelector("[role=dialog]")) return
        const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key
        if (!data.keys.includes(pressed)) return
        event.preventDefault()
        setTriggerValue("pressed", pressed)
    }
    document.addEventListener("keydown", hear)
    return () => document.removeEventListener("keydown", hear)
}
