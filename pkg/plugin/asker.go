package plugin

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
)

// withAsker tells the proxy for whom Grafana asks: who is signed in, and the dashboard and panel that the browser names.
func withAsker(ctx context.Context, grafana backend.PluginContext, request backend.ForwardHTTPHeaders) context.Context {
	asker := proxy.Asker{
		Dashboard: request.GetHTTPHeader("X-Dashboard-Uid"),
		Panel:     request.GetHTTPHeader("X-Panel-Id"),
	}
	if grafana.User != nil {
		asker.User = grafana.User.Login
	}
	return proxy.WithAsker(ctx, asker)
}
