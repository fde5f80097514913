package plugin

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

// exported calls the resource and gives what was sent, piece by piece.
func exported(ctx context.Context, datasource *Datasource, method, address string, body []byte) ([]*backend.CallResourceResponse, error) {
	var sent []*backend.CallResourceResponse
	sender := backend.CallResourceResponseSenderFunc(func(response *backend.CallResourceResponse) error {
		sent = append(sent, response)
		return nil
	})
	request := &backend.CallResourceRequest{Method: method, Path: "export", URL: address, Body: body}
	err := datasource.CallResource(ctx, request, sender)
	return sent, err
}

func csv(body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="top.csv"`)
		w.Header().Set("X-Powered-By", "it shall not be passed on")
		_, _ = w.Write(body)
	}
}

func TestAnExportIsPassedOnInPieces(t *testing.T) {
	file := bytes.Repeat([]byte("0123456789abcdef"), 5*exportChunk/32)
	server := proxytest.Serve(t, proxytest.Routes{"POST /api/v1/query/export?format=csv&table=steps": csv(file)})
	datasource := connect(t, server.URL, "fwk_secret")

	sent, err := exported(t.Context(), datasource, http.MethodPost, "export?format=csv&table=steps&x=../tokens", []byte(`{"v":1}`))
	if err != nil {
		t.Fatal(err)
	}

	var whole []byte
	for _, piece := range sent {
		whole = append(whole, piece.Body...)
	}
	if !bytes.Equal(whole, file) || len(sent) < 3 {
		t.Errorf("%d bytes came in %d pieces, of %d", len(whole), len(sent), len(file))
	}
	wanted := map[string][]string{
		"Content-Type":        {"text/csv; charset=utf-8"},
		"Content-Disposition": {`attachment; filename="top.csv"`},
	}
	if sent[0].Status != 200 || len(sent[0].Headers) != len(wanted) {
		t.Errorf("got %d %v", sent[0].Status, sent[0].Headers)
	}
	for name, values := range wanted {
		if !slices.Equal(sent[0].Headers[name], values) {
			t.Errorf("%s is %v", name, sent[0].Headers[name])
		}
	}
	asked := server.Asked()[0]
	if asked.Body != `{"v":1}` || asked.Header.Get("Authorization") != "Bearer fwk_secret" {
		t.Errorf("asked %+v", asked)
	}
}

func TestAnExportByLinkHasItsQueryInTheAddress(t *testing.T) {
	query := `{"v":1,"kind":"top"}`
	server := proxytest.Serve(t, proxytest.Routes{
		"GET /api/v1/query/export?format=csv&query=%7B%22v%22%3A1%2C%22kind%22%3A%22top%22%7D": csv(nil),
	})

	sent, err := exported(t.Context(), connect(t, server.URL, ""), http.MethodGet, "export?format=csv&query="+query, nil)

	if err != nil || len(sent) != 1 || sent[0].Status != 200 || len(sent[0].Body) != 0 {
		t.Errorf("sent %+v, %v", sent, err)
	}
}

func TestExportsThatAreRefused(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{
		"POST /api/v1/query/export?format=pdf": proxytest.JSON(400, proxytest.Recorded(t, "role")),
		"POST /api/v1/query/export?":           proxytest.JSON(401, proxytest.Recorded(t, "no-token")),
	})
	tests := map[string]struct {
		method, address string
		status          int
	}{
		"a format that there is none of": {"POST", "export?format=pdf", 400},
		"no token":                       {"POST", "export", 502},
		"a wrong method":                 {"DELETE", "export", 405},
		"an address that is none":        {"GET", "export%zz", 400},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			sent, err := exported(t.Context(), connect(t, server.URL, ""), test.method, test.address, nil)
			if err != nil || len(sent) != 1 {
				t.Fatalf("sent %+v, %v", sent, err)
			}
			var said proxy.Problem
			if err := json.Unmarshal(sent[0].Body, &said); err != nil || sent[0].Status != test.status || said.Detail == "" {
				t.Errorf("got %d %s", sent[0].Status, sent[0].Body)
			}
		})
	}
}

func TestAnExportThatIsBrokenOffIsAnError(t *testing.T) {
	server := proxytest.Serve(t, proxytest.Routes{
		"POST /api/v1/query/export?format=csv": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("a,b\r\n"))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		},
	})

	if _, err := exported(t.Context(), connect(t, server.URL, ""), http.MethodPost, "export?format=csv", nil); err == nil {
		t.Error("a part was taken for the whole")
	}
}

func TestABrowserThatGoesAwayEndsItsExport(t *testing.T) {
	arrived, gone := make(chan struct{}), make(chan struct{})
	server := proxytest.Serve(t, proxytest.Routes{
		"POST /api/v1/query/export?format=csv": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusOK)
			w.(http.Flusher).Flush()
			close(arrived)
			<-r.Context().Done()
			close(gone)
		},
	})
	ctx, leave := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		_, _ = exported(ctx, connect(t, server.URL, ""), http.MethodPost, "export?format=csv", nil)
		close(ended)
	}()
	<-arrived
	leave()
	<-ended
	<-gone
}
