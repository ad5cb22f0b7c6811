package io.bidiclient.page;

import io.bidiclient.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The distribution's Chromium with one page, whose microphone plays a file. */
final class Chromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips a test aloud where there is no browser, but not in CI. */
  static void require() {
    Tool.need("chromium");
    Tool.need("chromedriver");
  }

  /** A browser whose microphone plays the WAV file once and then is silent. */
  static Chromium speaking(Path wav) {
    return start(
        List.of(
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--use-file-for-fake-audio-capture=" + wav + "%noloop"),
        Map.of());
  }

  /** A browser whose person refuses the microphone to every page. */
  static Chromium refusing() {
    return start(
        List.of("--use-fake-device-for-media-stream"),
        Map.of("profile.default_content_setting_values.media_stream_mic", 2));
  }

  private static Chromium start(List<String> arguments, Map<String, Object> preferences) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(Tool.path("chromium").orElseThrow().toString());
    List<String> all = new ArrayList<>(arguments);
    all.addAll(
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1000,800"));
    options.addArguments(all);
    options.setExperimentalOption("prefs", preferences);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Tool.path("chromedriver").orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Chromium(new ChromeDriver(service, options));
  }

  /** Opens a page and waits until it is ready to record. */
  Chromium open(String url) {
    driver.get(url);
    waitUntil("Start can be pressed", () -> button("Start").isEnabled());
    return this;
  }

  /** Opens a page. */
  Chromium get(String url) {
    driver.get(url);
    return this;
  }

  /** Opens another page, in a tab of its own, beside the first. */
  void openBeside(String url) {
    driver.switchTo().newWindow(org.openqa.selenium.WindowType.TAB);
    driver.get(url);
  }

  /** Closes the tab that is looked at, as a person does, and looks at the one that is left. */
  void closeTab() {
    String gone = driver.getWindowHandle();
    driver.close();
    driver.getWindowHandles().stream()
        .filter(handle -> !handle.equals(gone))
        .findFirst()
        .ifPresent(handle -> driver.switchTo().window(handle));
  }

  /** Presses the button of that name. */
  void press(String name) {
    button(name).click();
  }

  /** The button of that accessible name. */
  WebElement button(String name) {
    return driver.findElements(By.tagName("button")).stream()
        .filter(found -> found.getAccessibleName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button " + name));
  }

  /** The transcript as it is read. */
  String transcript() {
    WebElement log =
        driver.findElements(By.cssSelector("[role=log]")).stream()
            .filter(found -> found.getAccessibleName().equals("Transcript"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no log called Transcript"));
    return log.getText();
  }

  /** What the page says of its state. */
  String status() {
    return driver.findElement(By.id("status")).getText();
  }

  /** What it says went wrong. */
  String alerts() {
    return driver.findElement(By.cssSelector("[role=alert]")).getText();
  }

  /** A count of the status element. */
  long count(String name) {
    String value = driver.findElement(By.id("status")).getAttribute("data-" + name);
    return value == null ? 0 : Long.parseLong(value);
  }

  /** Chooses a file with the page's own control. */
  void choose(Path file) {
    driver.findElement(By.cssSelector("input[type=file]")).sendKeys(file.toString());
  }

  /** Drops a file on the page. */
  void drop(Path file) throws IOException {
    run(
        "const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));"
            + "const dataTransfer = new DataTransfer();"
            + "dataTransfer.items.add(new File([bytes], arguments[1]));"
            + "const event = { bubbles: true, cancelable: true, dataTransfer };"
            + "document.body.dispatchEvent(new DragEvent('dragenter', event));"
            + "document.body.dispatchEvent(new DragEvent('drop', event));",
        Base64.getEncoder().encodeToString(Files.readAllBytes(file)),
        file.getFileName().toString());
  }

  /** Saves downloads in the folder, without a question. */
  void saveTo(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
  }

  /** The page's address as the browser shows it. */
  String address() {
    return driver.getCurrentUrl();
  }

  /** Runs a script in the page and returns what it returns. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Samples a second of its sound. */
  long rate() {
    return (Long) run("return new AudioContext().sampleRate");
  }

  /** Waits, and says what for and what the page showed when it does not come. */
  void waitUntil(String what, Condition condition) {
    waitUntil(PATIENCE, what, condition);
  }

  /** Waits so long at most. */
  void waitUntil(Duration longest, String what, Condition condition) {
    try {
      new WebDriverWait(driver, longest, Duration.ofMillis(50))
          .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
          .until(any -> condition.holds());
    } catch (org.openqa.selenium.TimeoutException e) {
      throw new AssertionError(
          "not within %s: %s; status: %s; alerts: %s; transcript: %s"
              .formatted(longest, what, status(), alerts(), transcript()),
          e);
    }
  }

  /** Something that will hold. */
  interface Condition {
    boolean holds();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
