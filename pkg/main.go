// Command gpx_fawkes_analytics is the backend of the datasource: a thin pipe between Grafana and the aggregation proxy.
// It knows no kind of query and no measure; what a question means is the proxy's alone.
package main

import (
	"os"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/plugin"
)

const pluginID = "fawkes-analytics-datasource"

func main() {
	if err := datasource.Manage(pluginID, plugin.New, datasource.ManageOpts{}); err != nil {
		backend.Logger.Error("the plugin stopped", "error", err)
		os.Exit(1)
	}
}
