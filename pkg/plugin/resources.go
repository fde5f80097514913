package plugin

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
)

// resources are the lists that the browser may read, each by its exact path. Nothing of a request's path ever becomes part
// of a path at the proxy, so that no spelling of `..` leads out of this table; its parameters are encoded anew.
var resources = map[string]string{
	"sites":          "/api/v1/sites",
	"features":       "/api/v1/features",
	"funnels":        "/api/v1/funnels",
	"segments":       "/api/v1/segments",
	"goals":          "/api/v1/goals",
	"exposure_rules": "/api/v1/exposure_rules",
	"properties":     "/api/v1/properties",
}

// CallResource gives the browser what editors and variables choose from.
func (d *Datasource) CallResource(ctx context.Context, request *backend.CallResourceRequest, sender backend.CallResourceResponseSender) error {
	if request.Path == "export" {
		return d.export(ctx, request, sender)
	}
	path, known := resources[request.Path]
	if !known {
		return sender.Send(problem(http.StatusNotFound, "not_found", fmt.Sprintf("The datasource has no resource %q.", request.Path)))
	}
	if request.Method != http.MethodGet {
		return sender.Send(methodNotAllowed(request.Path, http.MethodGet))
	}
	response, err := d.proxy.Get(ctx, path+parametersOf(request))
	if err != nil {
		return sender.Send(problem(int(unanswered(err).Status), "proxy_unavailable", err.Error()))
	}
	return sender.Send(passOn(response))
}

// parametersOf is what the request says behind its path: `?from=…`, or nothing.
func parametersOf(request *backend.CallResourceRequest) string {
	asked, err := url.Parse(request.URL)
	if err != nil || asked.RawQuery == "" {
		return ""
	}
	return "?" + asked.Query().Encode()
}

func passOn(response *proxy.Response) *backend.CallResourceResponse {
	return &backend.CallResourceResponse{
		Status:  statusForBrowser(response.Status),
		Headers: map[string][]string{"Content-Type": {response.ContentType}},
		Body:    response.Body,
	}
}

// statusForBrowser is the proxy's status, but to the browser a 401 would mean that its own session with Grafana has ended.
func statusForBrowser(status int) int {
	if status == http.StatusUnauthorized {
		return http.StatusBadGateway
	}
	return status
}

func methodNotAllowed(resource string, methods ...string) *backend.CallResourceResponse {
	detail := fmt.Sprintf("The resource %s takes %s alone.", resource, strings.Join(methods, " and "))
	refused := problem(http.StatusMethodNotAllowed, "method_not_allowed", detail)
	refused.Headers["Allow"] = methods
	return refused
}

// problem is an error in the shape that the proxy's own errors have.
func problem(status int, code, detail string) *backend.CallResourceResponse {
	body, _ := json.Marshal(proxy.Problem{
		Type:   "urn:fawkes:problem:" + code,
		Title:  http.StatusText(status),
		Status: status,
		Code:   code,
		Detail: detail,
	})
	return &backend.CallResourceResponse{
		Status:  status,
		Headers: map[string][]string{"Content-Type": {"application/problem+json"}},
		Body:    body,
	}
}
