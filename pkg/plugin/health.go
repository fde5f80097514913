package plugin

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxy"
)

// probe is a small question that goes all the way: through token, workspace and event store.
const probe = `{"refId":"A","v":1,"kind":"trends","range":{"last":"1d"},"interval":"range","measures":[{"measure":"events"}]}`

// CheckHealth says whether a panel would get an answer: it asks the proxy how its parts are, then a real question.
func (d *Datasource) CheckHealth(ctx context.Context, _ *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	health, err := d.proxy.Health(ctx)
	if err != nil {
		return unhealthy(err), nil
	}
	if len(health.NotReady) > 0 {
		return unhealthy(notReady(d.proxy.Address(), health.NotReady)), nil
	}
	meta, err := d.askProbe(ctx)
	if err != nil {
		return unhealthy(err), nil
	}
	details, err := json.Marshal(map[string]any{
		"version":   health.Version,
		"workspace": meta.Workspace,
		"demo":      meta.Demo,
		"freshness": meta.Freshness,
	})
	if err != nil {
		return nil, err
	}
	message := fmt.Sprintf("Connected to workspace %q (version %s). %s", meta.Workspace, health.Version, lastEvent(meta.Freshness, time.Now()))
	if !d.proxy.HasToken() {
		message += fmt.Sprintf(" No token is set: the proxy lets anyone read workspace %q, so that one is read. For another workspace, set its token.", meta.Workspace)
	}
	return &backend.CheckHealthResult{Status: backend.HealthStatusOk, Message: message, JSONDetails: details}, nil
}

// askProbe gives the meta of the answer, from which one can say to what the datasource is connected.
func (d *Datasource) askProbe(ctx context.Context) (proxy.Meta, error) {
	results, err := d.proxy.Query(ctx, []json.RawMessage{json.RawMessage(probe)})
	if err != nil {
		return proxy.Meta{}, err
	}
	if response := toResponse(ctx, "A", results["A"]); response.Error != nil {
		return proxy.Meta{}, sentencef("The proxy at %s is ready, but cannot answer a question: %v", d.proxy.Address(), response.Error)
	}
	var meta proxy.Meta
	err = json.Unmarshal(results["A"].Meta, &meta)
	return meta, err
}

func unhealthy(err error) *backend.CheckHealthResult {
	return &backend.CheckHealthResult{Status: backend.HealthStatusError, Message: err.Error()}
}

func notReady(address string, parts []proxy.Part) error {
	said := make([]string, len(parts))
	advice := "Try again in a moment."
	for i, part := range parts {
		said[i] = fmt.Sprintf("its %s is %s", part.Name, part.Status)
		if part.Reason != "" {
			said[i] += " (" + part.Reason + ")"
		}
		if part.Status == "failing" {
			advice = "The proxy's log says more."
		}
	}
	return sentencef("The proxy at %s can be reached, but %s. %s", address, strings.Join(said, " and "), advice)
}
