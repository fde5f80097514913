package proxy

import (
	"net/http"
	"testing"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

func TestTheProxyIsToldWhoAsks(t *testing.T) {
	tests := map[string]struct{ asker, want Asker }{
		"a login":              {Asker{"ana@shop.example", "abc-1", "7"}, Asker{"ana@shop.example", "abc-1", "7"}},
		"letters of any kind":  {Asker{User: "zoë b"}, Asker{User: "zo%C3%AB%20b"}},
		"what ends a header":   {Asker{User: "a\r\nX-Workspace: b"}, Asker{User: "a%0D%0AX-Workspace:%20b"}},
		"nobody, from nowhere": {},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server := proxytest.Serve(t, proxytest.Routes{queryPath: proxytest.JSON(200, []byte(`{"results":{}}`))})

			_, err := New(server.URL, "", server.Client()).Query(WithAsker(t.Context(), test.asker), question)
			if err != nil {
				t.Fatal(err)
			}

			sent := server.Asked()[0].Header
			if got := (Asker{sent.Get("X-Grafana-User"), sent.Get("X-Dashboard-Uid"), sent.Get("X-Panel-Id")}); got != test.want {
				t.Errorf("sent %+v, want %+v", got, test.want)
			}
			if _, there := sent["X-Workspace"]; there {
				t.Error("a header came in through the login")
			}
		})
	}
}

func TestAWorkspaceThatIsExpected(t *testing.T) {
	refused := []byte(`{"status":403,"code":"other_workspace","detail":"You may not act in the workspace \"shop\"."}`)
	server := proxytest.Serve(t, proxytest.Routes{queryPath: proxytest.JSON(http.StatusForbidden, refused)})
	client := New(server.URL, "fwk_x", server.Client())
	client.ExpectWorkspace("shop")

	_, err := client.Query(t.Context(), question)

	expectFailure(t, err, 403, []string{`is of another workspace than "shop"`, "enter a token of that workspace"})
	if got := server.Asked()[0].Header.Get("X-Workspace"); got != "shop" {
		t.Errorf("asked in the workspace %q", got)
	}
}
