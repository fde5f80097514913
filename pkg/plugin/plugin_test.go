package plugin

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

const queryPath = "POST /api/v1/query"

// connect makes a datasource for the proxy at address, as Grafana does.
func connect(t testing.TB, address, token string) *Datasource {
	t.Helper()
	return connectWith(t, map[string]any{"address": address, "timeout": 10}, token)
}

func connectWith(t testing.TB, settings map[string]any, token string) *Datasource {
	t.Helper()
	jsonData, err := json.Marshal(settings)
	if err != nil {
		t.Fatal(err)
	}
	instance, err := New(context.Background(), backend.DataSourceInstanceSettings{
		UID:                     "fawkes",
		Type:                    "fawkes-analytics-datasource",
		JSONData:                jsonData,
		DecryptedSecureJSONData: map[string]string{"token": token},
	})
	if err != nil {
		t.Fatal(err)
	}
	datasource := instance.(*Datasource)
	t.Cleanup(datasource.Dispose)
	return datasource
}

var march = backend.TimeRange{
	From: time.Date(2026, 3, 2, 1, 0, 0, 0, time.FixedZone("CET", 3600)),
	To:   time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC),
}

// panel is a request of one panel, with a query for each refId.
func panel(refIDs ...string) *backend.QueryDataRequest {
	request := &backend.QueryDataRequest{}
	for _, refID := range refIDs {
		request.Queries = append(request.Queries, backend.DataQuery{RefID: refID, TimeRange: march, JSON: json.RawMessage(`{"v":1,"kind":"top"}`)})
	}
	return request
}

func expectSaid(t *testing.T, said string, wanted ...string) {
	t.Helper()
	for _, text := range wanted {
		if !strings.Contains(said, text) {
			t.Errorf("%q does not say %q", said, text)
		}
	}
}
