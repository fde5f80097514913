import './.config/jest-setup';

/** jsdom draws and observes nothing; Grafana's components ask for it at import or when they measure. */
class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

Object.assign(global, { IntersectionObserver: Observer, ResizeObserver: Observer });

// Combobox measures the width of its options' text.
HTMLCanvasElement.prototype.getContext = () => ({ measureText: (text) => ({ width: text.length * 8 }) });
