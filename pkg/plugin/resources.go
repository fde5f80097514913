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

// CallResource gives the browser what editors and variables choose from, and lets it change what its user may.
func (d *Datasource) CallResource(ctx context.Context, request *backend.CallResourceRequest, sender backend.CallResourceResponseSender) error {
	if request.Path == "export" {
		return d.export(ctx, request, sender)
	}
	route, path, methods := find(request.Method, request.Path)
	switch {
	case route == nil && len(methods) == 0:
		return sender.Send(problem(http.StatusNotFound, "not_found", fmt.Sprintf("The datasource has no resource %q.", request.Path)))
	case route == nil:
		return sender.Send(methodNotAllowed(request.Path, methods...))
	case roleOf(request.PluginContext.User) < route.role:
		return sender.Send(problem(http.StatusForbidden, "role_not_enough",
			fmt.Sprintf("This takes the role %s in Grafana: ask an administrator for it.", roleNames[route.role])))
	}
	ctx = withAsker(ctx, request.PluginContext, request)
	response, err := d.proxy.Send(ctx, request.Method, path+parametersOf(request), request.Body)
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
	headers := map[string][]string{}
	if values := response.Header.Values("Content-Type"); len(values) > 0 {
		headers["Content-Type"] = values
	}
	return &backend.CallResourceResponse{
		Status:  statusForBrowser(response.Status),
		Headers: headers,
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
