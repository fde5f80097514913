package plugin

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
)

// connection is what jsonData says of the proxy.
type connection struct {
	// Address stands in jsonData rather than in url, because Grafana's own data proxy would let every viewer reach every
	// open path of what stands in url; that one is taken only where this is empty.
	Address string `json:"address"`
	// Workspace is the one that the token must be of; empty takes whichever it is.
	Workspace string `json:"workspace"`
}

func readConnection(settings backend.DataSourceInstanceSettings) (connection, error) {
	var read connection
	if len(settings.JSONData) > 0 {
		if err := json.Unmarshal(settings.JSONData, &read); err != nil {
			return connection{}, sentencef("The datasource's settings cannot be read: %v.", err)
		}
	}
	read.Workspace = strings.TrimSpace(read.Workspace)
	address := strings.TrimSpace(read.Address)
	if address == "" {
		address = strings.TrimSpace(settings.URL)
	}
	var err error
	read.Address, err = checkAddress(address)
	return read, err
}

func checkAddress(address string) (string, error) {
	if address == "" {
		return "", sentence("The datasource has no address of a proxy: enter one in its settings, such as http://127.0.0.1:8787.")
	}
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" || (parsed.Scheme != "http" && parsed.Scheme != "https") {
		return "", sentencef("%q is no address of a proxy: enter one in the datasource's settings, such as http://127.0.0.1:8787.", address)
	}
	if parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "" {
		return "", sentence("The proxy's address has a scheme, a host and at most a path, such as http://127.0.0.1:8787; the token has a field of its own.")
	}
	return strings.TrimRight(parsed.String(), "/"), nil
}

// newHTTPClient makes a client by the datasource's settings: TLS, time-outs, headers and the secure socks proxy are the SDK's.
func newHTTPClient(ctx context.Context, settings backend.DataSourceInstanceSettings) (*http.Client, error) {
	options, err := settings.HTTPClientOptions(ctx)
	if err != nil {
		return nil, sentencef("The datasource's connection settings cannot be used: %v.", err)
	}
	options.ConfigureClient = func(_ httpclient.Options, client *http.Client) {
		// The proxy never redirects. What does is something else, and shall not be handed the token.
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	return httpclient.New(options)
}
