@echo off
rem Runs the jar. Java 19 and later keep an archive of its classes by themselves; others start without.
setlocal
set "jar=%~dp0..\target\bidi-client.jar"
if not exist "%jar%" (
  echo scripts\bidi-client: build first: mvn -q -B -DskipTests package 1>&2
  exit /b 1
)
set "java=java"
where /q java || if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "flags=-XX:+IgnoreUnrecognizedVMOptions"
if not "%~1"=="bench" if not "%~1"=="live" if not "%~1"=="emulator" set "flags=%flags% -XX:TieredStopAtLevel=1"
echo.%JDK_JAVA_OPTIONS% %JAVA_TOOL_OPTIONS% %_JAVA_OPTIONS%| findstr /r /c:"-XX:[^ ]*GC" /c:"-Xm" /c:"-XX:[^ ]*Heap" >nul || set "flags=%flags% -XX:+UseSerialGC -Xms16m -XX:MinHeapFreeRatio=25 -XX:MaxHeapFreeRatio=40"
set "archive="
if defined LOCALAPPDATA (
  if not exist "%LOCALAPPDATA%\bidi-client" mkdir "%LOCALAPPDATA%\bidi-client" >nul 2>&1
  if exist "%LOCALAPPDATA%\bidi-client" set "archive=-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="%LOCALAPPDATA%\bidi-client\bidi-client.jsa" -Xshare:auto -Xlog:disable"
)
"%java%" %flags% %archive% -jar "%jar%" %*
exit /b %ERRORLEVEL%
