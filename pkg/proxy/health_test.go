package proxy

import (
	"reflect"
	"testing"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func TestHealth(t *testing.T) {
	tests := map[string]struct {
		status int
		want   Health
	}{
		"healthy": {200, Health{Status: "healthy", Service: service, Version: "0.1.0"}},
		"starting": {503, Health{Status: "unhealthy", Service: service, Version: "0.1.0", NotReady: []Part{
			{Name: "engine", Status: "starting", Reason: "the tables are being made"},
			{Name: "ingestion", Status: "failing", Reason: "the disk is full"},
		}}},
	}
	for recording, test := range tests {
		t.Run(recording, func(t *testing.T) {
			server := proxytest.Serve(t, proxytest.Routes{"GET /health": proxytest.JSON(test.status, proxytest.Recorded(t, recording))})

			got, err := New(server.URL, "", server.Client()).Health(t.Context())

			if err != nil || !reflect.DeepEqual(*got, test.want) {
				t.Errorf("got %+v, %v; want %+v", got, err, test.want)
			}
		})
	}
}

func TestAnotherServersHealthIsNotTakenForTheProxys(t *testing.T) {
	for _, body := range []string{`{"status":"ok"}`, `{"status":5,"service":["analytics-dashboard"]}`, `null`, `healthy`} {
		server := proxytest.Serve(t, proxytest.Routes{"GET /health": proxytest.JSON(200, []byte(body))})

		_, err := New(server.URL, "", server.Client()).Health(t.Context())

		expectFailure(t, err, 502, []string{"is not the proxy"})
	}
}
