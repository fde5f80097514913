package proxy

import "context"

// atOnce is how many questions one datasource has under way; more wait for their turn, so that a dashboard of a hundred
// panels takes neither Grafana's sockets nor the proxy's from others.
const atOnce = 16

// turns bounds what is under way at once: a place in it is taken and given back.
type turns chan struct{}

// take waits for a turn, or for the end of ctx. Who has one calls release when done.
func (t turns) take(ctx context.Context) (release func(), err error) {
	select {
	case t <- struct{}{}:
		return func() { <-t }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
