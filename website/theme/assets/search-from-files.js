// Browsers start no worker from a file that was opened from a folder: there the search runs in a hidden frame.
if (location.protocol === "file:") {
  // As between threads: later, and as a copy.
  const deliver = (receiver, data) => {
    const copy = structuredClone(data)
    setTimeout(() => receiver.onmessage?.({ data: copy }))
  }

  window.Worker = class {
    constructor(script) {
      this.waiting = []
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      this.frame.onload = () => this.start(this.frame.contentWindow, script)
      document.body.append(this.frame)
    }

    start(inner, script) {
      const element = inner.document.createElement("script")
      element.src = script
      element.onload = () => this.waiting.splice(0).forEach(data => deliver(inner, data))
      element.onerror = () => this.onerror?.(new Event("error"))
      inner.postMessage = data => deliver(this, data)
      inner.document.body.append(element)
    }

    postMessage(data) {
      const inner = this.frame.contentWindow
      if (inner?.onmessage) deliver(inner, data)
      else this.waiting.push(data)
    }

    terminate() {
      this.frame.remove()
    }
  }
}
