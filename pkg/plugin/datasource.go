// Package plugin is the datasource as Grafana's SDK sees it: queries, health, resources and streams, all passed on to the proxy.
package plugin

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
)

// Datasource is one datasource as it is configured in Grafana; the SDK makes a new one when its settings change.
type Datasource struct {
	proxy *proxy.Client
}

var (
	_ backend.QueryDataHandler      = (*Datasource)(nil)
	_ backend.CheckHealthHandler    = (*Datasource)(nil)
	_ backend.CallResourceHandler   = (*Datasource)(nil)
	_ backend.StreamHandler         = (*Datasource)(nil)
	_ instancemgmt.InstanceDisposer = (*Datasource)(nil)
)

// New makes a datasource by its settings. Settings that cannot be used are an error for the user, not of the plugin.
func New(ctx context.Context, settings backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
	connection, err := readConnection(settings)
	if err != nil {
		return nil, backend.DownstreamError(err)
	}
	client, err := newHTTPClient(ctx, settings)
	if err != nil {
		return nil, backend.DownstreamError(err)
	}
	proxy := proxy.New(connection.Address, settings.DecryptedSecureJSONData["token"], client)
	proxy.ExpectWorkspace(connection.Workspace)
	return &Datasource{proxy: proxy}, nil
}

// Dispose lets go of the connections when the settings have changed.
func (d *Datasource) Dispose() { d.proxy.Close() }
