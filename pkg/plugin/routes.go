package plugin

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// route is one thing that the browser may ask of the proxy, and the role in Grafana that it takes. Which of these the
// datasource's token may do is the proxy's to say, besides.
type route struct {
	method string
	// path is under the proxy's /api/v1; `{}` stands for any one name.
	path string
	role role
}

// role is the least that a user has to be in Grafana.
type role int

const (
	viewer role = iota
	editor
	admin
)

var roleNames = map[role]string{viewer: "Viewer", editor: "Editor", admin: "Admin"}

// roleOf is what a user may. Grafana has asked already whether it may query this datasource at all, so that whoever
// arrives here may read.
func roleOf(user *backend.User) role {
	switch {
	case user == nil:
		return viewer
	case user.Role == "Admin":
		return admin
	case user.Role == "Editor":
		return editor
	default:
		return viewer
	}
}

// routes are all that there are. Nothing of a request's path becomes part of a path at the proxy but names, which are
// encoded anew, so that no spelling of `..` leads out of this table.
var routes = append(definitionRoutes("sites", "features", "funnels", "goals", "segments", "segment_rules", "exposure_rules", "experiments"),
	route{http.MethodGet, "properties", viewer},
	route{http.MethodGet, "ingestion", viewer},
	route{http.MethodGet, "definitions", viewer},
	route{http.MethodPost, "definitions/apply", editor},
	route{http.MethodPost, "segments/static", editor},
	route{http.MethodGet, "sites/unknown", editor},
	route{http.MethodGet, "tokens", admin},
	route{http.MethodPost, "tokens", admin},
	route{http.MethodDelete, "tokens/{}", admin},
	route{http.MethodGet, "audit", admin},
)

// definitionRoutes are those by which definitions are listed, read, tried, made, changed and removed.
func definitionRoutes(lists ...string) []route {
	var all []route
	for _, list := range lists {
		all = append(all,
			route{http.MethodGet, list, viewer},
			route{http.MethodGet, list + "/{}", viewer},
			route{http.MethodGet, list + "/{}/history", viewer},
			route{http.MethodPost, list + "/dry-run", viewer},
			route{http.MethodPost, list, editor},
			route{http.MethodPut, list + "/{}", editor},
			route{http.MethodDelete, list + "/{}", editor},
		)
	}
	return all
}

// find gives the route of a request and its path at the proxy. Without one, it gives the methods that the path has.
// A path written out goes before one with a name in it, wherever they stand.
func find(method, path string) (found *route, at string, methods []string) {
	for i := range routes {
		candidate := &routes[i]
		filled, ok := candidate.fill(path)
		if !ok {
			continue
		}
		if candidate.method != method {
			methods = append(methods, candidate.method)
		} else if found == nil || candidate.path == path {
			found, at = candidate, filled
		}
	}
	slices.Sort(methods)
	return found, at, slices.Compact(methods)
}

// fill gives the proxy's path where the asked one is of this route.
func (r *route) fill(path string) (filled string, ok bool) {
	pattern, asked := strings.Split(r.path, "/"), strings.Split(path, "/")
	if len(pattern) != len(asked) {
		return "", false
	}
	for i, segment := range pattern {
		switch {
		case segment == asked[i]:
		case segment == "{}" && isName(asked[i]):
			pattern[i] = url.PathEscape(asked[i])
		default:
			return "", false
		}
	}
	return "/api/v1/" + strings.Join(pattern, "/"), true
}

// isName leaves out what means a place in a path.
func isName(text string) bool { return text != "" && text != "." && text != ".." && text != "{}" }
