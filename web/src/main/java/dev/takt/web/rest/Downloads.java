package dev.takt.web.rest;

import dev.takt.api.TaskQuery;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;

/** Files for people at the pages: what REST gives to programs, with the login of the session. Every role may read. */
@WebServlet("/download/*")
@SuppressWarnings("NullAway.Init") // the container injects the field
public class Downloads extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Export export;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String file = String.valueOf(request.getPathInfo());
        try {
            switch (file) {
                case "/schedules.json" -> export.schedules(begin(response, "application/json", "schedules.json"));
                case "/tasks.json" -> {
                    TaskQuery query = query(request);
                    export.tasksAsJson(query, begin(response, "application/json", "tasks.json"));
                }
                case "/tasks.csv" -> {
                    TaskQuery query = query(request);
                    export.tasksAsCsv(query, begin(response, "text/csv", "tasks.csv"));
                }
                default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (MalformedException malformed) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, malformed.getMessage());
        }
    }

    private static Writer begin(HttpServletResponse response, String type, String name) throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"takt-" + name + "\"");
        return response.getWriter();
    }

    private static TaskQuery query(HttpServletRequest request) {
        MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
        request.getParameterMap().forEach((name, values) -> given.put(name, Arrays.asList(values)));
        given.values().removeIf(values -> values.stream().allMatch(String::isEmpty));
        Parameters parameters = new Parameters(given);
        TaskQuery query = TaskFilter.read(parameters, Export.PAGE);
        parameters.check();
        return query;
    }
}
