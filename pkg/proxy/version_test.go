package proxy

import (
	"net/http"
	"testing"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func TestAVersionThatDoesNotFit(t *testing.T) {
	answers := map[string]http.HandlerFunc{
		"an answer":  proxytest.JSON(200, []byte(`{"results":{},"service":"analytics-dashboard"}`)),
		"an error":   proxytest.JSON(400, proxytest.Recorded(t, "twice")),
		"a new form": proxytest.JSON(200, []byte(`{"answers":[]}`)),
	}
	for version, says := range map[string][]string{
		"2":  {"is newer than this plugin: update the plugin.", "speaks version 2", "the plugin version 1"},
		"2b": {"is newer than this plugin: update the plugin."},
		"0":  {"is older than this plugin: update the proxy.", "speaks version 0"},
	} {
		for name, answer := range answers {
			t.Run(version+", "+name, func(t *testing.T) {
				handler := proxytest.Speaking(version, answer)
				server := proxytest.Serve(t, proxytest.Routes{queryPath: handler, "GET /health": handler, "POST /stream": handler})
				client := New(server.URL, "", server.Client())

				_, err := client.Query(t.Context(), question)
				expectFailure(t, err, 502, says)
				_, err = client.Health(t.Context())
				expectFailure(t, err, 502, says)
				_, err = client.Stream(t.Context(), http.MethodPost, "/stream", nil)
				expectFailure(t, err, 502, says)
			})
		}
	}
}

func TestAProxyFromBeforeThereWereVersions(t *testing.T) {
	handler := proxytest.Speaking("", proxytest.JSON(200, []byte(`{"results":{},"service":"analytics-dashboard"}`)))
	server := proxytest.Serve(t, proxytest.Routes{queryPath: handler, "GET /health": handler})
	client := New(server.URL, "", server.Client())

	_, err := client.Query(t.Context(), question)
	expectFailure(t, err, 502, []string{"is older than this plugin: update the proxy."})
	_, err = client.Health(t.Context())
	expectFailure(t, err, 502, []string{"is older than this plugin: update the proxy."})
}
