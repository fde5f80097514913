package plugin

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
)

// QueryData asks all queries of a panel in one request. Each has its own answer or error; one never costs another.
func (d *Datasource) QueryData(ctx context.Context, request *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	response := backend.NewQueryDataResponse()
	isAlert := request.Headers[fromAlert] == "true"
	asked := make(map[string]string, len(request.Queries))
	channels := make(map[string]watched)
	questions := make([]json.RawMessage, 0, len(request.Queries))
	for _, query := range request.Queries {
		name := nameOf(query)
		question, err := toQuestion(name, query)
		if err == nil {
			err = refuseVariables(question, isAlert)
		}
		if err != nil {
			response.Responses[query.RefID] = failed(http.StatusBadRequest, err)
			continue
		}
		asked[query.RefID] = name
		questions = append(questions, question)
		if isWatched(question) && !isAlert {
			channels[query.RefID] = toWatched(question, query.TimeRange)
		}
	}
	if len(questions) == 0 {
		return response, nil
	}
	results, err := d.proxy.Query(withAsker(ctx, request.PluginContext, request), questions)
	for refID, name := range asked {
		result, answered := results[name]
		switch {
		case err != nil:
			response.Responses[refID] = unanswered(err)
		case !answered:
			response.Responses[refID] = failed(http.StatusBadGateway, sentence("The proxy gave no answer to this query."))
		default:
			response.Responses[refID] = toResponse(ctx, name, result)
		}
		if channel, ok := channels[refID]; ok {
			channel.addTo(response.Responses[refID].Frames)
		}
	}
	return response, nil
}

// nameOf is the query's refId; one that says none is A, as in Grafana and at the proxy.
func nameOf(query backend.DataQuery) string {
	if query.RefID == "" {
		return "A"
	}
	return query.RefID
}

// unanswered is the response to each query of a request that failed as a whole.
func unanswered(err error) backend.DataResponse {
	status := http.StatusBadGateway
	if known, ok := errors.AsType[*proxy.Error](err); ok {
		status = known.Status
	}
	return backend.DataResponse{Error: err, Status: backend.Status(status), ErrorSource: backend.ErrorSourceDownstream}
}

// failed is the response to a query with an error of its own. Its status tells whose error it is.
func failed(status int, err error) backend.DataResponse {
	return backend.DataResponse{
		Error:       err,
		Status:      backend.Status(status),
		ErrorSource: backend.ErrorSourceFromHTTPStatus(status),
	}
}
