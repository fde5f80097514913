package proxy

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/fawkes-analytics/fawkes-analytics/pkg/proxytest"
)

// crowd asks so many questions at once of a proxy that answers none before told to, and waits until all turns are taken.
type crowd struct {
	client *Client
	server *proxytest.Server
	// most is how many the proxy had at once.
	most    atomic.Int32
	answer  func()
	answers sync.WaitGroup
}

func gather(t *testing.T, questions int) *crowd {
	t.Helper()
	all := &crowd{}
	var now atomic.Int32
	arrived, told := make(chan struct{}, questions), make(chan struct{})
	all.server = proxytest.Serve(t, proxytest.Routes{queryPath: func(w http.ResponseWriter, r *http.Request) {
		for at := now.Add(1); ; {
			if seen := all.most.Load(); at <= seen || all.most.CompareAndSwap(seen, at) {
				break
			}
		}
		arrived <- struct{}{}
		<-told
		now.Add(-1)
		proxytest.JSON(200, []byte(`{"results":{}}`))(w, r)
	}})
	all.answer = sync.OnceFunc(func() { close(told) })
	t.Cleanup(all.answer)
	all.client = New(all.server.URL, "", all.server.Client())
	for range questions {
		all.answers.Go(func() {
			if _, err := all.client.Query(t.Context(), question); err != nil {
				t.Error(err)
			}
		})
	}
	for range min(questions, atOnce) {
		<-arrived
	}
	return all
}

func TestQuestionsAtOnceAreBounded(t *testing.T) {
	all := gather(t, 3*atOnce)
	all.answer()
	all.answers.Wait()

	if most, asked := all.most.Load(), len(all.server.Asked()); most != atOnce || asked != 3*atOnce {
		t.Errorf("%d questions of %d at once, want %d", most, asked, atOnce)
	}
}

func TestWhoWaitsForATurnGivesUpWithItsContext(t *testing.T) {
	all := gather(t, atOnce)
	ctx, leave := context.WithCancel(t.Context())
	leave()

	_, err := all.client.Query(ctx, question)

	if failure, ok := errors.AsType[*Error](err); !ok || failure.Status != StatusCancelled || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if asked := len(all.server.Asked()); asked != atOnce {
		t.Errorf("%d questions arrived, want %d", asked, atOnce)
	}
	all.answer()
	all.answers.Wait()
}

// What streams is open for hours, so it takes no turn from questions.
func TestAStreamNeedsNoTurn(t *testing.T) {
	all := gather(t, atOnce)

	stream, err := all.client.Stream(t.Context(), http.MethodGet, "/stream", nil)

	if err != nil {
		t.Fatal(err)
	}
	_ = stream.Body.Close()
	all.answer()
	all.answers.Wait()
}
