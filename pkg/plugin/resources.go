package plugin

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
)

// resources are the lists that the browser may read, each by its exact path. Nothing of a request's path ever becomes part
// of a path at the proxy, so that no spelling of `..` leads out of this table.
var resources = map[string]string{
	"sites":    "/api/v1/sites",
	"features": "/api/v1/features",
	"funnels":  "/api/v1/funnels",
}

// CallResource gives the browser what editors and variables choose from.
func (d *Datasource) CallResource(ctx context.Context, request *backend.CallResourceRequest, sender backend.CallResourceResponseSender) error {
	path, known := resources[request.Path]
	if !known {
		return sender.Send(problem(http.StatusNotFound, "not_found", fmt.Sprintf("The datasource has no resource %q.", request.Path)))
	}
	if request.Method != http.MethodGet {
		refused := problem(http.StatusMethodNotAllowed, "method_not_allowed", fmt.Sprintf("The resource %s takes GET alone.", request.Path))
		refused.Headers["Allow"] = []string{http.MethodGet}
		return sender.Send(refused)
	}
	response, err := d.proxy.Get(ctx, path)
	if err != nil {
		return sender.Send(problem(int(unanswered(err).Status), "proxy_unavailable", err.Error()))
	}
	return sender.Send(passOn(response))
}

func passOn(response *proxy.Response) *backend.CallResourceResponse {
	status := response.Status
	if status == http.StatusUnauthorized {
		// To the browser a 401 would mean that its own session with Grafana has ended.
		status = http.StatusBadGateway
	}
	return &backend.CallResourceResponse{
		Status:  status,
		Headers: map[string][]string{"Content-Type": {response.ContentType}},
		Body:    response.Body,
	}
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
