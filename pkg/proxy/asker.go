package proxy

import (
	"context"
	"net/http"
	"net/url"
)

// Asker is who asks and where from, as Grafana tells it: the proxy's log and audit name them. It gives no rights.
type Asker struct {
	// User is the login; empty where nobody is signed in, as for an alert rule.
	User string
	// Dashboard is the dashboard's uid and Panel the panel's id; empty where there is none, as in Explore.
	Dashboard string
	Panel     string
}

type askerKey struct{}

// WithAsker lets what is asked with the context say who asks.
func WithAsker(ctx context.Context, asker Asker) context.Context {
	return context.WithValue(ctx, askerKey{}, asker)
}

// addAsker writes them as headers, of which only letters that every server reads alike may be part.
func addAsker(ctx context.Context, header http.Header) {
	asker, _ := ctx.Value(askerKey{}).(Asker)
	for name, value := range map[string]string{
		"X-Grafana-User":  asker.User,
		"X-Dashboard-Uid": asker.Dashboard,
		"X-Panel-Id":      asker.Panel,
	} {
		if value != "" {
			header.Set(name, url.PathEscape(value))
		}
	}
}
