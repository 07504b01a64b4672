package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A person at a real Chromium. Whatever a page does against its own content security policy, or any script throws, is an
 * error when the browser is closed.
 */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/local/bin", "/usr/lib/chromium");
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String AXE = """
            const done = arguments[arguments.length - 1];
            axe.run(arguments[0]).then(found => done(found.violations
                .map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | '))));""";

    private final URI application;
    private final Path profile = profile();
    private final ChromeDriver driver;

    private Browser(URI application, Path chromium, Path chromedriver) {
        this.application = application;
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .withLogFile(new File("target/chromedriver.log"))
                .build();
        driver = new ChromeDriver(service, options(chromium, profile));
        size(1280, 900);
    }

    /** Our own: a browser with one that its driver has made is killed, and leaves its files behind in the folder of the system. */
    private static Path profile() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChromeOptions options(Path chromium, Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--user-data-dir=" + profile,
                "--no-sandbox", // builds often run as root, where there is none
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        return options;
    }

    /** Skips the test, and says so, where there is no Chromium with its driver. */
    static Browser open(URI application) {
        Optional<Path> chromium = BROWSERS.stream().flatMap(Browser::installed).findFirst();
        Optional<Path> chromedriver = installed("chromedriver").findFirst();
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            String missing = "NO BROWSER TESTS: install Chromium and its driver (Debian: chromium, chromium-driver)";
            System.err.println(missing);
            Assumptions.abort(missing);
        }
        return new Browser(application, chromium.orElseThrow(), chromedriver.orElseThrow());
    }

    private static Stream<Path> installed(String program) {
        return FOLDERS.stream().map(folder -> Path.of(folder, program)).filter(Files::isExecutable);
    }

    Browser logIn(String name, String password) {
        go("login.xhtml");
        enter(name, password);
        await(address -> !address.contains("login"));
        return this;
    }

    void enter(String name, String password) {
        type("login:name", name);
        type("login:password", password);
        press("[id='login:enter']");
    }

    void go(String path) {
        driver.get(application.resolve(path).toString());
    }

    String address() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Light or dark, as a person's system has it. */
    void colours(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The zone of the person's system. */
    void zone(String zone) {
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    }

    void type(String id, String text) {
        WebElement input = find("[id='" + id + "']");
        input.clear();
        input.sendKeys(text);
    }

    /** Into inputs whose keys depend on the browser's language, such as those of times. */
    void set(String id, String value) {
        driver.executeScript(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                find("[id='" + id + "']"),
                value);
    }

    /** As if the server had forgotten the page that is shown. */
    void outdate() {
        driver.executeScript(
                "document.querySelectorAll('[name=\"jakarta.faces.ViewState\"]').forEach(id => id.value = '4711:-815')");
    }

    void choose(String id, String value) {
        new Select(find("[id='" + id + "']")).selectByValue(value);
    }

    void press(String css) {
        find(css).click();
    }

    /** Presses what reads so. */
    void follow(String link) {
        driver.findElement(By.linkText(link)).click();
    }

    String text(String css) {
        return find(css).getText();
    }

    String value(String id) {
        return Objects.requireNonNullElse(find("[id='" + id + "']").getDomProperty("value"), "");
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    /** Waits until a part of the page says something. */
    void awaitText(String css, String part) {
        until(
                "\"" + part + "\" in " + css,
                () -> Stream.of(driver.findElements(By.cssSelector(css)))
                        .flatMap(List::stream)
                        .anyMatch(element -> element.getText().contains(part)));
    }

    void await(Predicate<String> address) {
        until("another address", () -> address.test(address()));
    }

    private void until(String what, BooleanSupplier holds) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .withMessage(() -> what + " at " + address() + ":\n" + text("body"))
                .until(unused -> holdsNow(holds));
    }

    /** What was found may be of the page before; some commands of Chromium's driver have no exception of their own for that. */
    private static boolean holdsNow(BooleanSupplier holds) {
        try {
            return holds.getAsBoolean();
        } catch (WebDriverException thrown) {
            if (thrown.getMessage().contains("does not belong to the document")) {
                return false;
            }
            throw thrown;
        }
    }

    private WebElement find(String css) {
        until(css, () -> has(css));
        return driver.findElement(By.cssSelector(css));
    }

    /** Accessible light, dark and on a phone, where nothing is wider than the window. What is open on the page stays open. */
    void assertFineInEveryLook() {
        assertAccessible();
        colours("dark");
        assertAccessible("color-contrast");
        colours("light");
        viewport(390, 844);
        assertAccessible();
        assertFits();
        viewport(0, 0);
    }

    /** What the page has for itself: a window cannot be made as narrow as a phone. Zeros: as the window is. */
    private void viewport(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 0, "mobile", false));
    }

    /** No violation of the rules of accessibility, as axe-core knows them. By the driver: the policy of pages holds. */
    void assertAccessible() {
        assertAccessible("");
    }

    /** By one of these rules, or by all if that is empty: what only colours change. */
    private void assertAccessible(String rule) {
        driver.executeScript(axe());
        Object violations =
                driver.executeAsyncScript(AXE, rule.isEmpty() ? Map.of() : Map.of("runOnly", List.of(rule)));
        assertEquals(List.of(), violations, address());
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is wider than the window. */
    private void assertFits() {
        assertEquals(390L, driver.executeScript("return window.innerWidth"));
        Object fits = driver.executeScript(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        assertEquals(true, fits, address() + " is wider than the window");
    }

    private static void delete(Path folder) {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers of 403 and 404 are noted in the console too, and tests ask for them. */
    @Override
    public void close() {
        try {
            List<String> complaints = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                    .map(entry -> entry.getLevel() + " " + entry.getMessage())
                    .filter(message -> !message.contains("Failed to load resource"))
                    .toList();
            assertTrue(complaints.isEmpty(), complaints.toString());
        } finally {
            driver.quit();
            delete(profile);
        }
    }
}
